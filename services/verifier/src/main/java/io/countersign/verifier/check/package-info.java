/** The checks of a whole record, each on its own, and the list of them all. */
@NullMarked
package io.countersign.verifier.check;

import org.jspecify.annotations.NullMarked;
