/** Fakes that keep the contracts of the SPI in memory. */
@NullMarked
package io.countersign.connectors.memory;

import org.jspecify.annotations.NullMarked;
