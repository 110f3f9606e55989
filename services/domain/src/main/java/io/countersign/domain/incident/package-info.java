/** Incidents: correlation, evidence, diagnosis, and their life until they are closed. */
@NullMarked
package io.countersign.domain.incident;

import org.jspecify.annotations.NullMarked;
