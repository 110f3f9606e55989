/** The port to systems that keep what entities write. */
@NullMarked
package io.countersign.connectors.spi.log;

import org.jspecify.annotations.NullMarked;
