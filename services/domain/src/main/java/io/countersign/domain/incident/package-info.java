/** Incidents: their life from the first alert until they are closed. */
@NullMarked
package io.countersign.domain.incident;

import org.jspecify.annotations.NullMarked;
