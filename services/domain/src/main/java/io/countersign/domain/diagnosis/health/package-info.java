/**
 * How every entity is: what its signals, its logs and its platform say, against its own baseline.
 */
@NullMarked
package io.countersign.domain.diagnosis.health;

import org.jspecify.annotations.NullMarked;
