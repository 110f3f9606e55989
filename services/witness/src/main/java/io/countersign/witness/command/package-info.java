/** The program's commands. */
@NullMarked
package io.countersign.witness.command;

import org.jspecify.annotations.NullMarked;
