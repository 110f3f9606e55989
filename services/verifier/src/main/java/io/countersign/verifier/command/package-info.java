/**
 * The program: what may be asked on the command line, and how the answer is told, to people and as
 * JSON.
 */
@NullMarked
package io.countersign.verifier.command;

import org.jspecify.annotations.NullMarked;
