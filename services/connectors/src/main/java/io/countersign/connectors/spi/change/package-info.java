/** The port to systems that know what was changed. */
@NullMarked
package io.countersign.connectors.spi.change;

import org.jspecify.annotations.NullMarked;
