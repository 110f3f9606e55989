/** Entities and their relations: what there is and what depends on what. */
@NullMarked
package io.countersign.domain.catalog;

import org.jspecify.annotations.NullMarked;
