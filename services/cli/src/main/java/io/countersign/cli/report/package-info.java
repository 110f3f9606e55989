/** The commands about reports for auditors. */
@NullMarked
package io.countersign.cli.report;

import org.jspecify.annotations.NullMarked;
