/**
 * The decisions about a remediation: a decider for each phase, and the rules that they share.
 *
 * <p>More than twenty types: the gate's rules and the deciders that ask them stay beside each
 * other, package-private.
 */
@NullMarked
package io.countersign.domain.remediation.decision;

import org.jspecify.annotations.NullMarked;
