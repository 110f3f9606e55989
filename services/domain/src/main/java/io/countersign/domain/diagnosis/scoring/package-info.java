/** The way from unhealthy entities to ranked causes; {@link Diagnoser} is the entrance. */
@NullMarked
package io.countersign.domain.diagnosis.scoring;

import org.jspecify.annotations.NullMarked;
