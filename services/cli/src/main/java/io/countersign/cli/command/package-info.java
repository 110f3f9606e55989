/** The parts that commands share: options, lists, columns, errors. */
@NullMarked
package io.countersign.cli.command;

import org.jspecify.annotations.NullMarked;
