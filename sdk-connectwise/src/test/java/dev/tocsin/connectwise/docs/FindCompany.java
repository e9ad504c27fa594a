package dev.tocsin.connectwise.docs;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.record.Query;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

public final class FindCompany {
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(file);
        }
        ConnectWise psa = ConnectWise.connect(ConnectWiseConnection.of(settings));

        Query query = Query.where(CompanyField.NAME.contains(args[1]).and(CompanyField.DELETED.isFalse()))
                .orderBy(CompanyField.NAME);
        System.out.println(psa.companies().count(query) + " found");
        for (Company company : psa.companies().list(query.pageSize(25), 1).items()) {
            System.out.println(company.identifier() + ": " + company.name() + ", " + company.city());
        }
    }
}
