/**
 * Signed notes, heads of trees, cosignatures and the policy of whom to trust, by the C2SP texts
 * signed-note, tlog-checkpoint, tlog-cosignature and tlog-policy.
 */
@NullMarked
package io.countersign.verifier.note;

import org.jspecify.annotations.NullMarked;
