-- What Message-IDs are made with. Who has not got a mail cannot know its Message-ID, and so cannot write that it came back.

INSERT INTO service (name, value) VALUES ('message_id_secret', lower(hex(randomblob(32))));
