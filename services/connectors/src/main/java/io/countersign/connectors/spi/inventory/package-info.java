/** The port of systems that know what there is and what depends on what. */
@NullMarked
package io.countersign.connectors.spi.inventory;

import org.jspecify.annotations.NullMarked;
