/**
 * The health of every entity: what its signals, its logs and its platform say, against its own
 * baseline.
 */
@NullMarked
package io.countersign.domain.diagnosis.health;

import org.jspecify.annotations.NullMarked;
