package dev.tocsin.connectwise.docs;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.configuration.Answers;
import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationQuestion;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

public final class AnswerQuestions {
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(file);
        }
        ConnectWise psa = ConnectWise.connect(ConnectWiseConnection.of(settings));

        Configuration server =
                psa.configurations().get(Integer.parseInt(args[1])).orElseThrow();
        for (ConfigurationQuestion question : server.questions()) {
            System.out.println(question.question() + " (" + question.fieldType() + "): " + question.answer());
        }
        Answers answers = Configuration.answers().set("Agent Version", "12.4").set("Disk Encrypted", true);
        psa.configurations().answer(server.id(), answers); // the other answers stay as they are
    }
}
