projects <- read.csv("https://site.example/api/v1/eu-projects/all.csv", fileEncoding = "UTF-8")
aggregate(budget.total ~ programme, data = projects, FUN = sum)
