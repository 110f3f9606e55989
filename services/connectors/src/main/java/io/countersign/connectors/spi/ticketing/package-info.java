/** The port to systems that keep tickets: incidents, requests and changes, as ITIL names them. */
@NullMarked
package io.countersign.connectors.spi.ticketing;

import org.jspecify.annotations.NullMarked;
