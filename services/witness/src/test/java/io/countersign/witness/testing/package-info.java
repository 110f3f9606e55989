/** A log to be witnessed, and the witness as a process of its own. */
@NullMarked
package io.countersign.witness.testing;

import org.jspecify.annotations.NullMarked;
