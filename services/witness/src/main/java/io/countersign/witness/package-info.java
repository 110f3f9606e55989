/** The witness: a small program with a key and a folder of its own. */
@NullMarked
package io.countersign.witness;

import org.jspecify.annotations.NullMarked;
