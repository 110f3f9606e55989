package io.countersign.domain;

/** Something that happened: immutable, recorded for ever. Each capability seals its own. */
public interface Event {}
