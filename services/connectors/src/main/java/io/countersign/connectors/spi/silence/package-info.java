/** The port to sources of alerts that can be told to be silent. */
@NullMarked
package io.countersign.connectors.spi.silence;

import org.jspecify.annotations.NullMarked;
