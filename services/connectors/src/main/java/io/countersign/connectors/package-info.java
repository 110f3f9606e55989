/** The arms: what the product touches outside itself. */
@NullMarked
package io.countersign.connectors;

import org.jspecify.annotations.NullMarked;
