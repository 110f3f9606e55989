/** Reports as bytes: CSV, JSON and OSCAL assessment results. */
@NullMarked
package io.countersign.reports.format;

import org.jspecify.annotations.NullMarked;
