/** The proof of what happened: a witness beside the demo, and the offline verifier. */
@NullMarked
package io.countersign.demo.proof;

import org.jspecify.annotations.NullMarked;
