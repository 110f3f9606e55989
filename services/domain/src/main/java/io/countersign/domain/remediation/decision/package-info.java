/** The decisions about a remediation: a decider for each phase, and the rules that they share. */
@NullMarked
package io.countersign.domain.remediation.decision;

import org.jspecify.annotations.NullMarked;
