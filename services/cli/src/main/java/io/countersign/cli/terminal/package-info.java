/** The terminal that a person or a pipe sees: streams, tables, times, formats. */
@NullMarked
package io.countersign.cli.terminal;

import org.jspecify.annotations.NullMarked;
