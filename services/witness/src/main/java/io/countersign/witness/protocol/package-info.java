/** What a request of the witness protocol says, and what is answered. */
@NullMarked
package io.countersign.witness.protocol;

import org.jspecify.annotations.NullMarked;
