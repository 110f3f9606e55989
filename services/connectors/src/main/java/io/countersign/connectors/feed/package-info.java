/** Changes from a JSON feed, known from configuration alone. */
@NullMarked
package io.countersign.connectors.feed;

import org.jspecify.annotations.NullMarked;
