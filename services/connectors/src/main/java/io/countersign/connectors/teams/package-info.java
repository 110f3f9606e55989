/** Notices as cards in a channel or chat of Microsoft Teams, through a workflow's webhook. */
@NullMarked
package io.countersign.connectors.teams;

import org.jspecify.annotations.NullMarked;
