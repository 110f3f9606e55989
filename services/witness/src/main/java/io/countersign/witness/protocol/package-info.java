/** The witness protocol: what a request says, and what is answered. */
@NullMarked
package io.countersign.witness.protocol;

import org.jspecify.annotations.NullMarked;
