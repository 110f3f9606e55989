/** Incidents, and how quickly they were answered. */
@NullMarked
package io.countersign.reports.incident;

import org.jspecify.annotations.NullMarked;
