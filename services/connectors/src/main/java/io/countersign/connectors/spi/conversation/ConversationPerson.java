package io.countersign.connectors.spi.conversation;

/**
 * Somebody as a chat knows them: no name, no address.
 *
 * @param workspace the id within which the person's id is unique: the enterprise's where there is
 *     one, else the team's
 * @param id the person's id there
 */
public record ConversationPerson(String workspace, String id) {}
