/** What the product asks of the world outside, and how it is told that something failed. */
@NullMarked
package io.countersign.connectors.spi;

import org.jspecify.annotations.NullMarked;
