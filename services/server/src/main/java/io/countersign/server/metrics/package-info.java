/** What the product is measured by: counters of events, and how far the views are behind. */
@NullMarked
package io.countersign.server.metrics;

import org.jspecify.annotations.NullMarked;
