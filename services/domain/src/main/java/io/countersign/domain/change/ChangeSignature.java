package io.countersign.domain.change;

/**
 * The name under which what an executor does is told of by those who keep a list of changes.
 *
 * @param actor who is told to have done it
 * @param marked whether the remediation's id is told with it; a playbook's actions aren't marked
 */
public record ChangeSignature(String actor, boolean marked) {}
