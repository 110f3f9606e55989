/** Linked tickets at the terminal: how each is, and what to do where one is stuck. */
@NullMarked
package io.countersign.cli.ticketing;

import org.jspecify.annotations.NullMarked;
