/** TODO. */
@NullMarked
package io.countersign.verifier.command;

import org.jspecify.annotations.NullMarked;
