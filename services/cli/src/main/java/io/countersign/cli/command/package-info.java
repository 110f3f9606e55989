/** What all commands share: options, lists, columns, how they end. */
@NullMarked
package io.countersign.cli.command;

import org.jspecify.annotations.NullMarked;
