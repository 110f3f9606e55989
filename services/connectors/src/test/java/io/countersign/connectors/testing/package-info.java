/** The contracts of the SPI as tests that every connector passes, and servers to pass them with. */
@NullMarked
package io.countersign.connectors.testing;

import org.jspecify.annotations.NullMarked;
