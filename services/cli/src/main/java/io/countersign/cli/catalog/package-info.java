/** What there is. */
@NullMarked
package io.countersign.cli.catalog;

import org.jspecify.annotations.NullMarked;
