/** The catalogue over HTTP. */
@NullMarked
package io.countersign.server.catalog;

import org.jspecify.annotations.NullMarked;
