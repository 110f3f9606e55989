/** The report function: leaves in, a report out. */
@NullMarked
package io.countersign.reports.function;

import org.jspecify.annotations.NullMarked;
