/** The canonical bodies of alerts, changes and the catalogue. */
@NullMarked
package io.countersign.connectors.canonical;

import org.jspecify.annotations.NullMarked;
