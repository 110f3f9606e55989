/** The port to systems that have measured: series over a range of time. */
@NullMarked
package io.countersign.connectors.spi.evidence;

import org.jspecify.annotations.NullMarked;
