/** What happens at the door: deliveries, and the heartbeats that should always come. */
@NullMarked
package io.countersign.domain.intake;

import org.jspecify.annotations.NullMarked;
