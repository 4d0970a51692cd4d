site <- "https://site.example/"
projects <- read.csv(paste0(site, "api/v1/eu-projects/all.csv"), encoding = "UTF-8")
aggregate(budget.total ~ programme, data = projects, FUN = sum)
