/** Deliveries as JSON, well-formed or nearly so, read one entry at a time. */
@NullMarked
package io.countersign.connectors.intake.json;

import org.jspecify.annotations.NullMarked;
