/** The record, and whether everything is well. */
@NullMarked
package io.countersign.cli.audit;

import org.jspecify.annotations.NullMarked;
