package io.countersign.domain;

/**
 * An event that belongs to no aggregate's stream: no command asked for it and no decider judged it.
 * What repeats has a key instead, by which it is recorded once.
 */
public interface StandaloneEvent extends Event {}
