/**
 * A report: its parameters, and what came of them. {@link io.countersign.reports.ReportParameters}
 * goes in, {@link io.countersign.reports.Report} comes out.
 */
@NullMarked
package io.countersign.reports;

import org.jspecify.annotations.NullMarked;
