/** The port to systems that act on targets. */
@NullMarked
package io.countersign.connectors.spi.action;

import org.jspecify.annotations.NullMarked;
